// The server of the check (tinytorch.board.web.Stage), which does what it is told and can be killed and started again at the same place.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

const classes = ['target/test-classes', 'target/classes', '../model/target/classes', 'target/lib/*'].join(process.platform === 'win32' ? ';' : ':');

export class Stage {
  constructor(java, database) {
    this.java = java;
    this.database = database;
    this.port = 0;
  }

  async start() {
    this.process = spawn(this.java, ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m', '--enable-native-access=ALL-UNNAMED', '-cp', classes,
      'tinytorch.board.web.Stage', this.database, String(this.port)], {stdio: ['pipe', 'pipe', 'inherit']});
    this.lines = createInterface({input: this.process.stdout})[Symbol.asyncIterator]();
    this.port = Number(await this.line());
    this.address = `http://127.0.0.1:${this.port}/`;
  }

  async line() {
    const {value, done} = await this.lines.next();
    if (done) {
      throw new Error('the server has ended');
    }
    return value;
  }

  async tell(...words) {
    this.process.stdin.write(words.join('\t') + '\n');
    return this.line();
  }

  /** Hands in, evaluates and scores at once. Gives when the score was about to be written. */
  async score(name, task, accuracy, bytes, p95) {
    await this.tell('queue', name, task);
    await this.tell('begin');
    return Number(await this.tell('score', accuracy, bytes, p95));
  }

  async kill() {
    const gone = new Promise(resolve => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await gone;
  }
}

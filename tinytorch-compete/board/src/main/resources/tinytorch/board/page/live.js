// The connection to the server: a stream of events, and loading what they say has changed.

/** Listens for ever. After a break it tries again, each time a little later, and at once when the page is looked at or the network is back. */
export function watch(changed, connected) {
  const first = 1000;
  const last = 15000;
  let pause = first;
  let timer = null;

  function open() {
    clearTimeout(timer);
    timer = null;
    const source = new EventSource('api/events');
    source.addEventListener('change', event => {
      pause = first;
      connected(true);
      changed(JSON.parse(event.data));
    });
    source.addEventListener('error', () => {
      source.close(); // a browser by itself tries again after a break, but not after an answer that is no stream
      connected(false);
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 1.5, last);
    });
  }

  const now = () => timer !== null && !document.hidden && open();
  addEventListener('online', now);
  document.addEventListener('visibilitychange', now);
  open();
}

/**
 * Makes a function that loads: a little later, because hundreds of pages hear of a change in the same moment; never twice at a time; once more if it
 * was asked for meanwhile; and again after a failure.
 */
export function loader(load) {
  const spread = 200;
  const retry = 3000;
  let state = 'idle';

  async function run(delay) {
    state = 'waiting';
    await new Promise(resolve => setTimeout(resolve, delay));
    state = 'loading';
    let failed = false;
    try {
      await load();
    } catch {
      failed = true; // the stream of events tells when it is the connection
    }
    if (failed || state === 'again') {
      run(failed ? retry : Math.random() * spread);
    } else {
      state = 'idle';
    }
  }

  return () => {
    if (state === 'idle') {
      run(Math.random() * spread);
    } else if (state === 'loading') {
      state = 'again';
    }
  };
}

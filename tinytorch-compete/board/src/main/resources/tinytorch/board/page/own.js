// Who one is: a token that is kept for this tab alone, never in the address, and shown to nobody but the server.
import {loader} from './live.js';

const find = id => document.getElementById(id);
const key = 'token';

/** One's name and submissions; without a token there is no name. `known`: whether it is clear by now who one is. */
export const me = {name: null, submissions: [], known: sessionStorage.getItem(key) === null};

/** Calls back when `me` has changed, with what it was before. Gives a function that asks the server again. */
export function own(changed) {
  function become(name, submissions) {
    const before = {...me};
    Object.assign(me, {name, submissions, known: true});
    find('name').textContent = name ?? '';
    find('enter').hidden = name !== null;
    find('mine').hidden = name === null;
    changed(before);
  }

  function refuse(message) {
    sessionStorage.removeItem(key);
    become(null, []);
    find('token-problem').textContent = message[0].toUpperCase() + message.slice(1);
    find('token').setAttribute('aria-invalid', 'true');
  }

  async function load() {
    const token = sessionStorage.getItem(key);
    if (token) {
      await ask(token).catch(problem => {
        if (!me.known) {
          become(null, []); // the rest of the page does not wait any longer
        }
        throw problem;
      });
    }
  }

  async function ask(token) {
    const response = await fetch('api/submissions', {headers: {Authorization: `Bearer ${token}`}});
    const answer = await response.json();
    if (token !== sessionStorage.getItem(key)) {
      return; // signed out, or in as somebody else, in the meantime
    }
    if (response.status === 401) {
      refuse(answer.message);
    } else if (response.ok) {
      become(answer.learner, answer.submissions);
    } else {
      throw new Error(answer.message);
    }
  }

  find('enter').addEventListener('submit', async event => {
    event.preventDefault();
    find('token-problem').textContent = '';
    find('token').removeAttribute('aria-invalid');
    const token = find('token').value.match(/tt_[\w-]+/)?.[0]; // also from the line "export TINYTORCH_TOKEN=..."
    if (token) {
      sessionStorage.setItem(key, token);
      await load().then(() => find('token').value = '', () => refuse('The server does not answer. Try again in a moment.'));
    } else {
      refuse('This is no token: one begins with tt_. Your instructor has it from: tito leaderboard enrol');
    }
    find(me.name === null ? 'token' : 'leave').focus();
  });
  find('leave').addEventListener('click', () => {
    sessionStorage.removeItem(key);
    become(null, []);
    find('token').focus();
  });
  find('enter').hidden = !me.known;
  return loader(load);
}

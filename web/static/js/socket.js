import { askToLogIn } from "./api.js";
import { decodePicture } from "./picture.js";

const VERSION = 2;
const RETRY_MS = [500, 1000, 2000, 4000];

/**
 * Keep a connection open; the stream is described in `web/protocol.py`.
 * @param {{picture?: Function, step: Function, landing?: Function, state: Function, clear: Function, link: Function,
 * refused?: Function}} on what to call; without `picture` none are sent; `link` gets "connecting", "live", "lost" or, when only
 * loading the page again helps, "outdated".
 * @param {string} path
 * @returns {Function} sends an object to the server, while the connection is there.
 */
export function connect(on, path = "/live") {
  const pictures = on.picture ? 1 : 0;
  let lastId = 0;
  let failures = 0;
  let state = {};
  let isOutdated = false;
  let socket = null;

  function open() {
    on.link(failures ? "lost" : "connecting");
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}?pictures=${pictures}`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      // The server sends the recent steps anew, and after a restart counts from 1 again.
      failures = 0;
      lastId = 0;
      state = {};
      on.clear();
      on.link("live");
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? text(JSON.parse(data)) : on.picture(decodePicture(data)));
    socket.onclose = () => {
      if (isOutdated) return;
      on.link("lost");
      checkLogIn();
      setTimeout(open, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
    };
  }

  function text(message) {
    if (message.type === "hello" && message.version !== VERSION) {
      // The server was updated while the page was open.
      isOutdated = true;
      on.link("outdated");
      socket.close();
    } else if (message.type === "state") {
      state = { ...state, ...message.state };
      on.state(state);
    } else if (message.type === "clear") on.clear();
    else if (message.type === "refused") on.refused(message.text);
    else if (message.type === "step" && message.id > lastId) {
      lastId = message.id;
      on.step(message.step, message.print);
    } else if (message.type === "landing") on.landing?.(message);
  }

  open();
  return (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
}

/** A refused WebSocket does not say why: ask in a way that does. */
async function checkLogIn() {
  try {
    const { status } = await fetch("/api/visitor");
    if (status === 401) askToLogIn();
  } catch {
    // The server is away: it is asked again with the next try.
  }
}

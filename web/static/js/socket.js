import { decodePicture } from "./picture.js";

const RETRY_MS = [500, 1000, 2000, 4000];

/**
 * Keep a connection to `/live` open.
 * @param {{picture: Function, step: Function, state: Function, clear: Function, link: Function}} on what to call; `link`
 * gets "connecting", "live" or "lost".
 */
export function connect(on) {
  let lastId = 0;
  let failures = 0;

  function open() {
    on.link(failures ? "lost" : "connecting");
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      // The server sends the recent steps anew, and after a restart counts from 1 again.
      failures = 0;
      lastId = 0;
      on.clear();
      on.link("live");
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? text(JSON.parse(data)) : on.picture(decodePicture(data)));
    socket.onclose = () => {
      on.link("lost");
      setTimeout(open, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
    };
  }

  function text(message) {
    if (message.type === "state") on.state(message.state);
    else if (message.type === "clear") on.clear();
    else if (message.type === "step" && message.id > lastId) {
      lastId = message.id;
      on.step(message.step, message.print);
    }
  }

  open();
}

/** Send JSON to the server; resolve with its answer, or throw an Error with the server's one line. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
    body: JSON.stringify(body),
  });
  return read(response);
}

/** Get JSON from the server, or throw an Error with the server's one line. */
export async function get(path) {
  return read(await fetch(path));
}

/** Lead to the log-in page when the log-in has ended, and back here afterwards. */
export function askToLogIn() {
  location.assign(`/log-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

async function read(response) {
  if (response.status === 401) askToLogIn();
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Send JSON to the server; resolve with its answer, or throw an Error with the server's one line. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(response);
}

/** Get JSON from the server, or throw an Error with the server's one line. */
export async function get(path) {
  return read(await fetch(path));
}

async function read(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** How an upload goes, and how to end it. */
export type Sending = { stop: () => void; answer: Promise<{ id: string } | { problem: string }> };

/**
 * Sends a form with files and tells how many bytes have gone. XMLHttpRequest, because `fetch` tells nothing of what it sends.
 */
export function sendFiles(form: FormData, onProgress: (sent: number, total: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<{ id: string } | { problem: string }>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => resolve({ problem: "The connection broke off. Nothing was kept; try again." });
    request.onabort = () => resolve({ problem: "The upload was stopped. Nothing was kept." });
  });
  request.open("POST", "/api/imports");
  request.setRequestHeader("accept", "application/json");
  request.send(form);
  return { stop: () => request.abort(), answer };
}

function answerOf(request: XMLHttpRequest): { id: string } | { problem: string } {
  let body: { id?: unknown; detail?: unknown } = {};
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // Whatever stands between us and the server answered in its own words.
  }
  if (request.status === 202 && typeof body.id === "string") return { id: body.id };
  const detail = typeof body.detail === "string" ? body.detail : `The server answered ${request.status}.`;
  return { problem: detail };
}

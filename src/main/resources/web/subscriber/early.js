// Asks what is known of the bill id that was typed before known.js has come: over a slow line the answer is on its way while the other
// modules are. It needs none of them, so that it runs as soon as it is there; known.js takes over from it.

/** Whoever is still typing is not answered yet: half a number may be another's. */
export const TYPING = 700;
const FIELD = 'bill-id';
const WHOLE = /^[0-9۰-۹٠-٩]{6,13}$/;
let asked = null;
let timer = null;

function ask(field) {
  const typed = field.value.trim();
  if (!WHOLE.test(typed) || (asked && asked.typed === typed)) return;
  const answer = fetch('/api/v1/place-status', {
    method: 'POST',
    body: JSON.stringify({billId: typed}),
    credentials: 'omit',
    cache: 'no-cache',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'fa',
      'Content-Type': 'application/json',
    },
  });
  // Whoever takes over hears of it.
  answer.catch(() => null);
  asked = {typed, answer};
}

function typing(event) {
  if (event.target.id !== FIELD) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(event.target), TYPING);
}

/** @returns {{typed: string, answer: Promise<Response>}|null} what has been asked; from now on somebody else asks */
export function takeOver() {
  document.removeEventListener('input', typing);
  clearTimeout(timer);
  return asked;
}

// The page itself may still be on its way, and the field with it.
document.addEventListener('input', typing);
const field = document.getElementById(FIELD);
if (field) ask(field);

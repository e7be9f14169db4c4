// Keeps the subscribers' page on the telephone: it opens at once the next time, and also when the line is gone. What it asks of
// the service goes to the service; of that only what is about nobody is kept, and shown with its time when no answer comes.

// The server puts the version of all files in front of their names, so that this script changes with any of them.
const FILES = '/assets/';
const CACHE = `page ${FILES}`;
const PUBLIC_READS = 'public reads';
const PAGE = '/';
const KEPT = [
  PAGE,
  '/assets/icon.svg',
  '/assets/manifest.json',
  '/assets/fonts/persian-digits.woff2',
  '/assets/adding.js',
  '/assets/agreement.js',
  '/assets/deeds.js',
  '/assets/dom.js',
  '/assets/early.js',
  '/assets/follow.js',
  '/assets/forms.js',
  '/assets/kept.js',
  '/assets/known.js',
  '/assets/map.css',
  '/assets/map.js',
  '/assets/mapwords.js',
  '/assets/moments.js',
  '/assets/morewords.js',
  '/assets/outages.js',
  '/assets/page.js',
  '/assets/pagewords.js',
  '/assets/plancalendar.js',
  '/assets/planday.js',
  '/assets/planned.js',
  '/assets/report.js',
  '/assets/result.js',
  '/assets/server.js',
  '/assets/spans.js',
  '/assets/tongue.js',
  '/assets/waiting.js',
  '/assets/whereabouts.js',
  '/assets/words.js',
];
/** Of the places that somebody has searched for here nothing is left on a telephone that is lent. */
const ABOUT_NOBODY = ['/api/v1/outages', '/api/v1/planned-outages', '/api/v1/agreement', '/api/v1/map/districts', '/api/v1/map/outages'];
/** What an answer varies by is the same on one telephone. */
const ANYHOW = {ignoreVary: true};
/** Of public reads; the oldest go. */
const MOST = 20;

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(KEPT.map((address) => add(cache, address)))));
});

// A page that is open now may still ask for files of the version before: that one is kept as well.
addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const versions = (await caches.keys()).filter((name) => name.startsWith('page '));
    await Promise.all(versions.filter((name) => name !== CACHE).slice(0, -1).map((name) => caches.delete(name)));
    // What the page asks from now on is kept already on the first visit.
    await clients.claim();
  })());
});

addEventListener('fetch', (event) => {
  const {request} = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate' && address.pathname === PAGE) event.respondWith(kept(PAGE, request));
  else if (address.pathname.startsWith('/assets/')) event.respondWith(kept(request, request));
  else if (ABOUT_NOBODY.includes(address.pathname) && !namesAPlace(address.searchParams)) event.respondWith(newest(request));
});

/** While servers are upgraded one after the other, another one may answer: what is not of this version is not kept under its name. */
async function add(cache, address) {
  const answer = await fetch(address, {cache: address === PAGE ? 'no-cache' : 'default'});
  const ofThisVersion = address === PAGE
    ? (await answer.clone().text()).includes(FILES)
    : (answer.headers.get('Cache-Control') || '').includes('immutable');
  if (!answer.ok || !ofThisVersion) throw new Error(`${address} is of another version`);
  await cache.put(address, answer);
}

/** Of this version, else of the one before. */
async function kept(key, request) {
  const now = await (await caches.open(CACHE)).match(key, ANYHOW);
  return now || (await caches.match(key, ANYHOW)) || fetch(request);
}

function namesAPlace(asked) {
  return asked.has('billId') || asked.has('place');
}

async function newest(request) {
  const cache = await caches.open(PUBLIC_READS);
  // The same address answers in either language.
  const key = new URL(request.url);
  key.searchParams.set('language', request.headers.get('Accept-Language'));
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const copy = withoutDate(answer.clone());
      await cache.delete(key, ANYHOW);
      await cache.put(key, copy);
      const keys = await cache.keys();
      await Promise.all(keys.slice(0, -MOST).map((each) => cache.delete(each, ANYHOW)));
    }
    return answer;
  } catch (unreachable) {
    const before = await cache.match(key, ANYHOW);
    if (before) return before;
    throw unreachable;
  }
}

/** The page sets its clock by the date of an answer, and this one may be shown tomorrow. */
function withoutDate(answer) {
  const headers = new Headers(answer.headers);
  headers.delete('Date');
  return new Response(answer.body, {status: answer.status, headers});
}

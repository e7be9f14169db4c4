// What every page of ours needs first, in one: over a slow line each file is a head and a wait of its own. The server writes these
// modules in here, and gives this to whoever names one of them (SiteFiles); under plain names they are files of their own.
export * from './words.js';
export * from './moments.js';
export * from './server.js';
export * from './dom.js';

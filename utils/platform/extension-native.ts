/**
 * The browser's own extension API, for the script that runs in every frame of a CRM: both browsers return promises since
 * the versions we support, and the polyfill is larger than the script.
 */
const { browser, chrome } = globalThis as { browser?: unknown; chrome?: unknown };

export default browser ?? chrome;

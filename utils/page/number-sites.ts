import { CRM_PAGES } from '@/utils/platform/manifest';

/** Match patterns of the sites that are both wanted and granted, without the ones the manifest names. */
export function sitesToRegister(
  { mode, allow }: { mode: 'listed' | 'everywhere'; allow: readonly string[] },
  granted: readonly string[],
): string[] {
  const everything = granted.some((origin) => /^(?:https|\*):\/\/\*\/\*$|^<all_urls>$/.test(origin));
  const wanted =
    mode === 'everywhere'
      ? everything
        ? ['https://*/*']
        : granted.filter((origin) => origin.startsWith('https://'))
      : allow
          .flatMap((host) =>
            host.startsWith('*.') ? [`https://${host}/*`] : [`https://${host}/*`, `https://*.${host}/*`],
          )
          .filter((pattern) => everything || granted.includes(pattern));
  return [...new Set(wanted)].filter((pattern) => !CRM_PAGES.includes(pattern));
}

/** Sites that were not among those before; all-embracing patterns count by themselves. */
export const newSites = (before: readonly string[], now: readonly string[]): string[] =>
  before.includes('https://*/*') ? [] : now.filter((site) => !before.includes(site));

/** Whether a list of hosts names this one: a listed host covers what lies below it, on every port. */
export const coversHost = (listed: readonly string[], host: string): boolean => {
  const name = host.replace(/:\d+$/, '');
  return listed.some((each) => name === each || name.endsWith(`.${each.replace(/^\*\./, '')}`));
};

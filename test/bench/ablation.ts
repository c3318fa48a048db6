import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { readLabelledPage } from '../support/labelled-page.ts';
import { bundleForPage } from '../support/page-bundle.ts';
import { servePages } from '../support/page-in-chromium.ts';
import { f1Of, scoreNumbers, type NumberLabels, type NumberScore } from '../support/score-numbers.ts';
import type { BenchRow, BenchTable } from './bench-table.ts';
import { RULES, withoutRules } from './detection/rules.ts';

const UNSEEN = new URL('../fixtures/detection/unseen/', import.meta.url).pathname;
const OWN = new URL('../fixtures/detection/pages/', import.meta.url).pathname;
const SHARED = `${process.env.SWITCHHOOK_SHARED ?? ''}/vectors/detection/pages/`;

interface Trial {
  name: string;
  script: string;
}

/** Pages with labels, opened one after the other. */
interface Corpus {
  name: string;
  folder: string;
  pages: { labels: NumberLabels; country: string; html?: string }[];
}

/** What each group of rules is worth: F1 of the search without it, on pages the rules were made for and on others. */
export async function run(): Promise<BenchTable> {
  const trials: Trial[] = [{ name: 'all rules', script: await bundle([]) }];
  for (const rule of Object.keys(RULES))
    trials.push({ name: `without ${rule}`, script: await bundle([rule]) });
  const [words, grouping] = ['words', 'grouping'];
  trials.push({
    name: `without ${words} and ${grouping}`,
    script: await bundle([words, grouping]),
  });
  const rows = new Map<string, BenchRow[]>(trials.map(({ name }) => [name, []]));
  for (const corpus of [unseen(), labelled('own pages', OWN), labelled('shared pages', SHARED)])
    if (corpus)
      for (const [name, scores] of await scoresOf(corpus, trials))
        rows.get(name)!.push(rowOf(corpus, name, scores, rows.get(name)!.length === 0));
  return { title: 'Numbers on pages without one group of rules: F1', rows: [...rows.values()].flat() };
}

const bundle = (rules: string[]) =>
  bundleForPage('utils/page/find-in-page.ts', 'seam', true, [withoutRules(rules)]);

function rowOf({ name: corpus }: Corpus, trial: string, scores: NumberScore[], first: boolean): BenchRow {
  const count = (of: (score: NumberScore) => string[]) =>
    scores.reduce((all, score) => all + of(score).length, 0);
  return {
    what: `${first ? trial : ' '}: ${corpus} (${count(({ wrong }) => wrong)} wrong, ${count(({ missed }) => missed)} missed)`,
    value: 100 * f1Of(scores),
    unit: '%',
  };
}

function unseen(): Corpus {
  const pages = readdirSync(UNSEEN).map((file) => {
    const labels = readLabelledPage(file, readFileSync(`${UNSEEN}${file}`, 'utf8'));
    return { labels, country: labels.country, html: labels.html };
  });
  return { name: 'unseen pages', folder: UNSEEN, pages };
}

function labelled(name: string, folder: string): Corpus | null {
  if (!existsSync(`${folder}labels.json`)) return null;
  type Label = Omit<NumberLabels, 'optional'> & { region: string; optional: (string | { e164: string })[] };
  const read = JSON.parse(readFileSync(`${folder}labels.json`, 'utf8')) as Label[] | { pages: Label[] };
  const pages = (Array.isArray(read) ? read : read.pages).map(({ region, optional, ...label }) => ({
    labels: { ...label, optional: optional.map((each) => (typeof each === 'string' ? each : each.e164)) },
    country: region,
  }));
  return { name, folder, pages };
}

async function scoresOf({ folder, pages }: Corpus, trials: Trial[]): Promise<Map<string, NumberScore[]>> {
  const scores = new Map<string, NumberScore[]>(trials.map(({ name }) => [name, []]));
  const served = await servePages(folder);
  try {
    for (const { labels, country, html } of pages) {
      const page = html === undefined ? await served.open(labels.file) : await served.browser.newPage();
      if (html === undefined) await page.waitForLoadState('networkidle');
      else await page.setContent(html);
      for (const { name, script } of trials)
        scores.get(name)!.push(scoreNumbers(labels, await find(page, script, country)));
      await page.close();
    }
  } finally {
    await served.close();
  }
  return scores;
}

const find = (page: Page, script: string, country: string) =>
  page.evaluate(
    `${script}; seam.findInPage(document, ${JSON.stringify({ country })}).map(({ e164, ext, raw }) => ({ e164, ext, raw }))`,
  ) as Promise<{ e164: string; ext?: string; raw: string }[]>;

// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { createLater } from '@/components/ui/create-later';
import { draw } from './render';

/** A module on its way, and how often it was asked for. */
function onItsWay() {
  let asked = 0;
  let arrive: (module: { word: string }) => void = () => undefined;
  let fail: () => void = () => undefined;
  const useWord = createLater(() => {
    asked += 1;
    return new Promise<{ word: string }>((resolve, reject) => {
      arrive = resolve;
      fail = () => reject(new Error('gone'));
    });
  });
  const Word = () => <p>{useWord()?.word ?? 'plain'}</p>;
  return { Word, asked: () => asked, arrive: () => arrive({ word: 'full' }), fail: () => fail() };
}

it('what can wait is asked for after the first picture, once, and shown when it comes', async () => {
  const { Word, asked, arrive } = onItsWay();
  const page = await draw([<Word key="1" />, <Word key="2" />]);
  expect(page.text()).toBe('plainplain');
  expect(asked()).toBe(1);
  await act(async () => arrive());
  expect(page.text()).toBe('fullfull');
  expect((await draw(<Word />)).text()).toBe('full');
  expect(asked()).toBe(1);
});

it('a page that outlived its extension stays as it is', async () => {
  const { Word, fail } = onItsWay();
  const page = await draw(<Word />);
  await act(async () => fail());
  expect(page.text()).toBe('plain');
});

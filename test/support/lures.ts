import type { Page } from 'playwright-core';
import { aimAt, clickAt, doubleClickAt, pointOn, pull } from './hand.ts';

/** A trick that needs more of the user than one click on the number: what the page does, and what the user is led to do. */
export interface Lure {
  /** Runs in the page of the trap once its number is found. */
  script: string;
  /** Whether a call is asked for at all, to be confirmed in a window of the extension. */
  asks: boolean;
  play: (page: Page) => Promise<void>;
}

/** A point on the number of the trap. */
export const NUMBER = { x: 90, y: 69 };
/** A point on what the page offers instead. */
const PLAY = { x: 430, y: 310 };

/** A page that has a number, and helpers of those who mean no good. */
export const TRAP = `<!doctype html><title>Trap</title><div id="box" style="position:absolute;left:60px;top:60px">
<span id="number">(212) 555-0106</span></div><script>
const box = document.getElementById('box');
function add(tag, style, text = '') {
  const it = document.createElement(tag);
  it.style.cssText = style;
  it.textContent = text;
  document.body.append(it);
  return it;
}
const cover = (style) => add('div', 'position:fixed;inset:0;width:100%;height:100%;' + style);
const play = (then) =>
  add('button', 'position:fixed;left:400px;top:300px;width:80px;height:24px', 'Play').addEventListener('click', then);
const moveTo = ({ clientX, clientY }) => {
  box.style.left = clientX - 30 + 'px';
  box.style.top = clientY - 9 + 'px';
};
const withOurButton = (then) =>
  new MutationObserver((_, watching) => {
    const host = document.querySelector('switchhook-call');
    if (host) then(host, watching.disconnect());
  }).observe(document.documentElement, { childList: true });
</script>`;

const ourButton = async (page: Page) => {
  await aimAt(page, NUMBER);
  await page.locator('switchhook-call').waitFor();
  return pointOn(page, 'switchhook-call');
};

export const LURES: Readonly<Record<string, Lure>> = {
  'full screen with a picture over the number': {
    script: `const stage = add('div', 'background:white');
      stage.append(box, cover('background:white;pointer-events:none'));
      play(() => stage.requestFullscreen())`,
    asks: true,
    async play(page) {
      await page.mouse.click(PLAY.x, PLAY.y);
      await page.waitForFunction(() => document.fullscreenElement);
      await clickAt(page, NUMBER);
    },
  },
  'pointer locked, and the number brought to where it was': {
    script: `play(async (event) => {
      event.target.remove();
      await document.body.requestPointerLock();
      moveTo(event);
    })`,
    asks: true,
    async play(page) {
      await page.mouse.click(PLAY.x, PLAY.y);
      await page.waitForFunction(() => document.pointerLockElement);
      await clickAt(page, PLAY);
    },
  },
  'a link that is pulled': {
    script: `box.innerHTML = '<a href="tel:+12125550106" draggable="false" style="display:block;width:400px">(212) 555-0106</a>'`,
    asks: false,
    play: (page) => pull(page, NUMBER, { x: 300, y: NUMBER.y }),
  },
  'a slider that takes the number along': {
    script: `addEventListener('pointermove', (event) => event.buttons && moveTo(event))`,
    asks: false,
    play: (page) => pull(page, NUMBER, { x: NUMBER.x, y: 200 }),
  },
  'something dropped onto the number': {
    script: `play(() => {})`,
    asks: false,
    play: (page) => pull(page, PLAY, NUMBER),
  },
  'the key pressed on our button, to which the page led the focus': {
    script: `add('input', 'position:fixed;left:400px;top:300px').focus()`,
    asks: true,
    async play(page) {
      await ourButton(page);
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.activeElement?.localName === 'switchhook-call');
      await page.keyboard.press('Enter');
    },
  },
  'the focus stolen for a link while a key goes down': {
    script: `const link = add('a', '', '(212) 555-0107');
      link.href = 'tel:+12125550107';
      add('input', '').focus();
      addEventListener('keydown', () => link.focus(), true)`,
    asks: false,
    async play(page) {
      await aimAt(page, NUMBER);
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
    },
  },
  'a double click whose first half takes the cover away': {
    script: `const c = cover('background:white'); c.addEventListener('mousedown', () => c.remove())`,
    asks: false,
    play: (page) => doubleClickAt(page, NUMBER),
  },
  'our own button made faint': {
    script: `withOurButton((host) => { host.style.opacity = '0.01' })`,
    asks: true,
    play: async (page) => clickAt(page, await ourButton(page)),
  },
  'our own button moved at the press': {
    script: `withOurButton((host) => addEventListener('pointerdown', () => {
      host.style.left = host.offsetLeft - 10 + 'px' }, true))`,
    asks: true,
    play: async (page) => clickAt(page, await ourButton(page)),
  },
  'a frame that is faint': {
    script: `box.innerHTML = '<iframe srcdoc="<body style=margin:0>(212) 555-0106" style="border:0;opacity:.01">'`,
    asks: true,
    async play(page) {
      await page.frames()[1]!.waitForFunction(() => (CSS.highlights.get('switchhook-number')?.size ?? 0) > 0);
      await clickAt(page, NUMBER);
    },
  },
};

// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnswerBar } from '@/components/call/answer-bar';
import { CallNotes } from '@/components/call/call-notes';
import { CallTimer } from '@/components/call/call-timer';
import { ConfirmCall } from '@/components/call/confirm-call';
import { Keypad } from '@/components/call/keypad';
import { PartyHeader } from '@/components/call/party-header';
import { partyTitle } from '@/components/call/party';
import { card, JANE, NOW } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

describe('the bar that answers', () => {
  it('does nothing in the first moment, so that no stray click answers', async () => {
    const onAnswer = vi.fn();
    const page = await draw(<AnswerBar callId="1" onAnswer={onAnswer} onDecline={vi.fn()} />);
    await page.click('Answer');
    expect(onAnswer).not.toHaveBeenCalled();
    await pass(400);
    await page.click('Answer');
    expect(onAnswer).toHaveBeenCalledOnce();
  });

  it('is inert again when another call takes its place', async () => {
    const onAnswer = vi.fn();
    const bar = (callId: string) => <AnswerBar callId={callId} onAnswer={onAnswer} onDecline={vi.fn()} />;
    const page = await draw(bar('1'));
    await pass(400);
    await page.again(bar('2'));
    await page.click('Answer');
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('is inert for a moment after the window came to the front', async () => {
    const onAnswer = vi.fn();
    const page = await draw(<AnswerBar callId="1" onAnswer={onAnswer} onDecline={vi.fn()} />);
    await pass(400);
    await act(async () => void window.dispatchEvent(new Event('focus')));
    await page.click('Answer');
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('puts the focus on neither button', async () => {
    await draw(<AnswerBar callId="1" onAnswer={vi.fn()} onDecline={vi.fn()} />);
    expect(document.activeElement).toBe(document.body);
  });
});

describe('the question before a doubtful call', () => {
  const confirmation = {
    id: 'c',
    number: '+442079460958',
    shown: '+44 20 7946 0958',
    reason: 'abroad' as const,
  };

  it('shows exactly what will be dialled and lets one refuse at once', async () => {
    const onAnswer = vi.fn();
    const page = await draw(<ConfirmCall confirmation={confirmation} onAnswer={onAnswer} />);
    expect(page.text()).toContain('+44 20 7946 0958');
    await page.click('Call');
    expect(onAnswer).not.toHaveBeenCalled();
    await page.click('Don’t call');
    expect(onAnswer).toHaveBeenCalledWith(false);
  });
});

describe('the timer', () => {
  it('counts by itself from the answer, and stops at the end', async () => {
    const page = await draw(<CallTimer since={NOW} now={Date.now} />);
    await pass(65_000);
    expect(page.text()).toBe('1:05');
    await page.again(<CallTimer since={NOW} until={NOW + 70_000} now={Date.now} />);
    await pass(60_000);
    expect(page.text()).toBe('1:10');
  });
});

describe('the other party', () => {
  it('is never called what it calls itself', () => {
    const claimed = card(
      { remote: { number: '4930901820', e164: '+4930901820', name: 'Your Bank' } },
      {
        match: { state: 'none', records: [] },
      },
    );
    expect(partyTitle(claimed)).toBe('+49 30 901820');
    expect(partyTitle(card())).toBe(JANE.name);
  });

  it('shows a claimed name apart, and only where it says more than the number', async () => {
    const header = (name: string) => (
      <PartyHeader
        card={card({ remote: { number: '4930901820', e164: '+4930901820', name } })}
        country="US"
        now={NOW}
      />
    );
    expect((await draw(header('Your Bank'))).text()).toContain('Caller says Your Bank');
    expect((await draw(header('+49 30 901820'))).text()).not.toContain('Caller says');
  });

  it('is there by its number at once, and where that is follows', async () => {
    const far = card({ remote: { number: '81312345678', e164: '+81312345678', name: '' } });
    const page = await draw(<PartyHeader card={far} country="US" now={NOW} />);
    expect(page.text()).toContain('+81 3 1234 5678');
    await act(() => vi.dynamicImportSettled());
    expect(page.text()).toContain('Japan');
  });
});

describe('the keypad', () => {
  it('gives a zero for a short press and a plus for a long one', async () => {
    const [onKey, onPlus] = [vi.fn(), vi.fn()];
    const page = await draw(<Keypad onKey={onKey} onPlus={onPlus} />);
    const zero = page.button('0 +');
    const press = async (ms: number) => {
      await act(async () => void zero.dispatchEvent(new Event('pointerdown', { bubbles: true })));
      await pass(ms);
      await act(async () => void zero.dispatchEvent(new Event('pointerup', { bubbles: true })));
      await page.click('0 +');
    };
    await press(100);
    expect([onKey.mock.calls.length, onPlus.mock.calls.length]).toEqual([1, 0]);
    await press(700);
    expect([onKey.mock.calls.length, onPlus.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('the notes', () => {
  const notes = (onNote: (note: string) => void, note = '') => (
    <CallNotes
      callId="1"
      note={note}
      loadPicklists={async () => ({ results: ['Interested'], purposes: [] })}
      onNote={onNote}
      onDisposition={vi.fn()}
    />
  );

  it('are sent once the user pauses, not at each key', async () => {
    const onNote = vi.fn();
    const page = await draw(notes(onNote));
    await page.type(page.field('Notes'), 'W');
    await page.type(page.field('Notes'), 'Wants oak');
    expect(onNote).not.toHaveBeenCalled();
    await pass(400);
    expect(onNote.mock.calls).toEqual([['Wants oak']]);
  });

  it('are not lost when the window closes in the middle of a word', async () => {
    const onNote = vi.fn();
    const page = await draw(notes(onNote));
    await page.type(page.field('Notes'), 'Wants o');
    await act(async () => void window.dispatchEvent(new Event('pagehide')));
    expect(onNote.mock.calls).toEqual([['Wants o']]);
  });

  it('do not jump back while the engine answers with an older text', async () => {
    const page = await draw(notes(vi.fn()));
    await page.type(page.field('Notes'), 'Wants oak');
    await page.again(notes(vi.fn(), 'Wants'));
    expect(page.field('Notes').value).toBe('Wants oak');
  });
});

import { describe, expect, it } from 'vitest';
import { arrangeCalls } from '@/components/call/arrange-calls';
import { active, card, ended } from '../../sandbox/gallery/fixtures';

const ids = (cards: readonly { call: { id: string } }[]) => cards.map(({ call }) => call.id);

describe('the arrangement of calls', () => {
  it('shows the call one talks in and lets the second one knock', () => {
    const { main, knocking } = arrangeCalls([card({ id: 'ring' }), card(active({ id: 'talk' }))]);
    expect([main?.call.id, knocking?.call.id]).toEqual(['talk', 'ring']);
  });

  it('shows a ringing call in full when nothing else goes on', () => {
    const { main, knocking } = arrangeCalls([card({ id: 'ring' })]);
    expect([main?.call.id, knocking]).toEqual(['ring', null]);
  });

  it('prefers the call that is not on hold', () => {
    const { main, others } = arrangeCalls([
      card(active({ id: 'held', held: true })),
      card(active({ id: 'talk' })),
    ]);
    expect(main?.call.id).toBe('talk');
    expect(ids(others)).toEqual(['held']);
  });

  it('follows the user who chose another call', () => {
    const cards = [card(active({ id: 'held', held: true })), card(active({ id: 'talk' }))];
    expect(arrangeCalls(cards, 'held').main?.call.id).toBe('held');
  });

  it('shows the summary of an ended call only while nothing else goes on', () => {
    expect(arrangeCalls([card(ended({ id: 'old' }))]).main?.call.id).toBe('old');
    expect(arrangeCalls([card(ended({ id: 'old' })), card({ id: 'ring' })]).main?.call.id).toBe('ring');
  });

  it('shows nothing where there is no call', () => {
    expect(arrangeCalls([])).toEqual({ main: null, knocking: null, others: [] });
  });
});

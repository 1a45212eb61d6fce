import { createElement } from 'react';

export default { title: 'Control' };

/** Where the check begins. */
export const Start = () => <p data-story-start>Nothing is wrong here.</p>;

export const Unreadable = () => <p style={{ color: '#888', background: '#999' }}>Grey on grey.</p>;
// made without JSX, where the linter would find it first
export const Unnamed = () =>
  createElement('button', { type: 'button', style: { blockSize: 44, inlineSize: 44 } });
export const TooWide = () => <div style={{ inlineSize: '200vw' }}>Twice the page.</div>;
export const PlayThatFails = {
  render: () => <p>Nothing is ever pressed here.</p>,
  play: async () => {
    throw new Error('This play fails.');
  },
};

import type { Person } from './portrait.ts';

const warm: Person['wall'] = ['#c9ab7e', '#4a3726'];
const steel: Person['wall'] = ['#a9b3b6', '#434b50'];
const sage: Person['wall'] = ['#c5cdb9', '#5f6f5a'];
const clay: Person['wall'] = ['#b09a88', '#4d3d33'];
const sand: Person['wall'] = ['#d8cfbc', '#7c715f'];

export const amara: Person = {
  id: 'amara',
  name: 'Amara Okafor',
  skin: '#8d5a3c',
  shade: '#6b4028',
  hair: '#1d1817',
  shirt: '#c4713a',
  wall: warm,
  style: 'curls',
};
export const jonas: Person = {
  id: 'jonas',
  name: 'Jonas Weber',
  skin: '#f1d3c0',
  shade: '#d9ab92',
  hair: '#b08243',
  shirt: '#4a6380',
  wall: steel,
  style: 'short',
  glasses: true,
};
export const mei: Person = {
  id: 'mei',
  name: 'Mei Tanaka',
  skin: '#f0d0b6',
  shade: '#d3a37f',
  hair: '#1f1a19',
  shirt: '#e4dccb',
  wall: sage,
  style: 'bob',
};
export const david: Person = {
  id: 'david',
  name: 'David Rosen',
  skin: '#dda87b',
  shade: '#bd8356',
  hair: '#33251d',
  shirt: '#5f7358',
  wall: clay,
  style: 'beard',
};
export const sofia: Person = {
  id: 'sofia',
  name: 'Sofia Lindqvist',
  skin: '#f3d8c8',
  shade: '#dcae98',
  hair: '#5e2f22',
  shirt: '#39506f',
  wall: sand,
  style: 'long',
};
export const ruth: Person = {
  id: 'ruth',
  name: 'Ruth Adeyemi',
  skin: '#7a4a30',
  shade: '#5d3621',
  hair: '#171312',
  shirt: '#b98f2c',
  wall: steel,
  style: 'bun',
};
export const everyone: Person[] = [amara, jonas, mei, david, sofia];

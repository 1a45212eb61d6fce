/** Who can sit in the lesson, in the order in which they are added. */
export interface Person {
  userId: string;
  name: string;
  role: 'host' | 'moderator' | 'attendee';
  /** What the event log calls them, and the colour of their mark there. */
  label: string;
  colour: string;
}

export const everyone: readonly Person[] = [
  { userId: 'ruth', name: 'Ruth Adeyemi', role: 'host', label: 'Host', colour: '#85bcf5' },
  { userId: 'lucas', name: 'Lucas Meyer', role: 'moderator', label: 'Moderator', colour: '#c4a1f5' },
  { userId: 'yuki', name: 'Yuki Mori', role: 'attendee', label: 'Attendee', colour: '#8bd3b0' },
  { userId: 'omar', name: 'Omar Haddad', role: 'attendee', label: 'Attendee 2', colour: '#edb65c' },
  { userId: 'ines', name: 'Inês Duarte', role: 'attendee', label: 'Attendee 3', colour: '#f1a08c' },
  { userId: 'tove', name: 'Tove Lind', role: 'attendee', label: 'Attendee 4', colour: '#9fd0e0' },
];

/** How many are there when the page opens: one of each role. */
export const atFirst = 3;

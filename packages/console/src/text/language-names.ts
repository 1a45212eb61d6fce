/** Languages by the names that those who speak them know. */
export const languageNames = { en: 'English', el: 'Ελληνικά' } as const;

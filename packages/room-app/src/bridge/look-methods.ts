import type { RoomPage } from '../page/room-page.ts';
import { speakAs } from '../page/speak-as.ts';
import { themeChanged, viewChanged } from '../page/view-slice.ts';
import type { MethodTable } from './method-types.ts';

export function lookMethods(page: RoomPage): Pick<MethodTable, 'setLayout' | 'setTheme' | 'setLang'> {
  const { room, store, text } = page;
  return {
    setLayout: async ({ layout, forAll }) => {
      if (forAll === true) await room.actions.setLayout(layout);
      store.dispatch(viewChanged({ layout: forAll === true ? null : layout }));
    },
    setTheme: async ({ theme }) => {
      store.dispatch(themeChanged(theme));
      await speakAs(text, theme.language);
    },
    setLang: ({ lang }) => text.setLanguage(lang),
  };
}

import element from '../../examples/element.ts?raw';
import esModule from '../../examples/es-module.ts?raw';
import react from '../../examples/react.tsx?raw';
import scriptTag from '../../examples/script-tag.html?raw';
import server from '../../server/lesson-routes.ts?raw';

export interface Example {
  id: string;
  label: string;
  files: { name: string; text: string }[];
}

/** What the server writes into the script example, and so the code shown too. */
export const apiUrlPlace = '%API_URL%';

const yourServer = { name: 'Your server', text: server };

/** The sources themselves, so that code and example cannot differ. */
export const examples: readonly Example[] = [
  {
    id: 'script-tag',
    label: 'Script tag',
    files: [{ name: 'Your page', text: scriptTag.replaceAll(' vite-ignore', '') }, yourServer],
  },
  { id: 'es-module', label: 'ES module', files: [{ name: 'Your page', text: esModule }, yourServer] },
  { id: 'element', label: 'Element', files: [{ name: 'Your page', text: element }, yourServer] },
  { id: 'react', label: 'React', files: [{ name: 'Your page', text: react }, yourServer] },
];

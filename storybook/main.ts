import type { StorybookConfig } from '@storybook/react-vite';
import { mergeConfig } from 'vite';
import type { Rolldown } from 'vite';

/** Said of every file of a library that also serves React on servers: of those there are none here. */
function saysUseClient({ code, message }: Rolldown.RolldownLog): boolean {
  return code === 'MODULE_LEVEL_DIRECTIVE' && message.includes('"use client"');
}

/** Stories stand beside their components; this folder only gathers them. */
const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./stories/**/*.stories.tsx', '../packages/{ui,room-app,console}/{src,stories}/**/*.stories.tsx'],
  addons: ['@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      build: {
        rolldownOptions: {
          onLog(level: Rolldown.LogLevel, log: Rolldown.RolldownLog, print: Rolldown.LogOrStringHandler) {
            if (!saysUseClient(log)) print(level, log);
          },
        },
      },
    }),
};

export default config;

import type { StorybookConfig } from '@storybook/react-vite';

/** Stories stand beside their components; this folder only gathers them. */
const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./stories/**/*.stories.tsx', '../packages/{ui,room-app,console}/{src,stories}/**/*.stories.tsx'],
  addons: ['@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: { reactDocgen: 'react-docgen' },
};

export default config;

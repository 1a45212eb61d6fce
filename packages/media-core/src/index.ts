export * from './layout/next-layout.ts';
export type { LayoutInput, LayoutPerson } from './layout/layout-input.ts';

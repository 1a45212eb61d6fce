import { lazy, Suspense } from 'react';
import { usePageState } from '../page/page-context.tsx';

const SettingsDialog = lazy(() => import('./settings-dialog.tsx'));
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));
const PoliciesDialog = lazy(() => import('./policies-dialog.tsx'));
const EndDialog = lazy(() => import('./end-dialog.tsx'));
const RecordingDialog = lazy(() => import('./recording-dialog.tsx'));
const StreamDialog = lazy(() => import('./stream-dialog.tsx'));
const RemoveDialog = lazy(() => import('./remove-dialog.tsx'));

/** What needs an answer or the whole attention; one at a time, its code fetched when it is first opened. */
export function Dialogs() {
  const dialog = usePageState(({ view }) => view.dialog);
  const removing = usePageState(({ view }) => view.removing);
  return (
    <Suspense fallback={null}>
      {dialog === 'settings' ? <SettingsDialog /> : null}
      {dialog === 'shortcuts' ? <ShortcutsDialog /> : null}
      {dialog === 'policies' ? <PoliciesDialog /> : null}
      {dialog === 'end' ? <EndDialog /> : null}
      {dialog === 'recording' ? <RecordingDialog /> : null}
      {dialog === 'stream' ? <StreamDialog /> : null}
      {removing === null ? null : <RemoveDialog participantId={removing} />}
    </Suspense>
  );
}

import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { DoorIcon } from '@cloudmeet/ui';
import type { ApiProblem } from '../src/api/problem.ts';
import { CodeBlock } from '../src/parts/code/code-block.tsx';
import { CopyField } from '../src/parts/copy/copy-field.tsx';
import { Figures } from '../src/parts/figures/figures.tsx';
import { EmptyState } from '../src/parts/states/empty-state.tsx';
import { ProblemNotice } from '../src/parts/states/problem-notice.tsx';
import { DataTable } from '../src/parts/table/data-table.tsx';
import type { Column } from '../src/parts/table/data-table.tsx';
import { Recorder } from '../src/pages/sessions/recorder.tsx';
import type { FlightRecord } from '../src/pages/sessions/flight-record.ts';
import { mantineTheme, mantineVariables } from '../src/theme/mantine-theme.ts';
import '../src/theme/mantine.css';
import '../src/theme/page.css';

export default { title: 'Console' };

/** Around a story: what the console's page gives every part. */
function Sheet({ children }: { children: ReactNode }) {
  const scheme = document.documentElement.dataset['cmTheme'] === 'light' ? 'light' : 'dark';
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={mantineVariables} forceColorScheme={scheme}>
      <MemoryRouter>
        <main style={{ display: 'grid', gap: 24, padding: 24, container: 'cm-page / inline-size' }}>
          {children}
        </main>
      </MemoryRouter>
    </MantineProvider>
  );
}

interface Customer {
  name: string;
  minutes: number;
}
const columns: readonly Column<Customer>[] = [
  { key: 'name', header: 'Name', isName: true, cell: ({ name }) => name },
  {
    key: 'minutes',
    header: 'Minutes',
    align: 'end',
    cell: ({ minutes }: { minutes: number }) => minutes,
  },
];
const rows = [
  { name: 'Harbour Clinics', minutes: 71_273 },
  { name: 'Fieldnote', minutes: 53_652 },
];
const problem: ApiProblem = {
  ...{ status: 503, code: 'unavailable', title: 'Unavailable.', fields: {} },
  requestId: 'req_7Hq2vMx9TtKe',
};
const rowKey = ({ name }: Customer) => name;
const nothing = () => undefined;

export const TableThere = () => (
  <Sheet>
    <DataTable label="Customers" columns={columns} rows={rows} rowKey={rowKey} empty={null} />
  </Sheet>
);

export const TableLoading = () => (
  <Sheet>
    <DataTable label="Customers" columns={columns} rows={undefined} rowKey={rowKey} empty={null} />
  </Sheet>
);

export const TableEmpty = () => (
  <Sheet>
    <DataTable
      label="Customers"
      columns={columns}
      rows={[]}
      rowKey={rowKey}
      empty={<EmptyState Icon={DoorIcon} what="No rooms yet" todo="Your server makes rooms over the API." />}
    />
  </Sheet>
);

export const TableFailed = () => (
  <Sheet>
    <DataTable
      label="Customers"
      columns={columns}
      rows={undefined}
      rowKey={rowKey}
      problem={problem}
      onRetry={nothing}
      empty={null}
    />
    <ProblemNotice problem={problem} />
  </Sheet>
);

export const FiguresAndKeys = () => (
  <Sheet>
    <Figures
      figures={[
        { label: 'Used in November', value: '263 000', unit: 'min' },
        { label: 'Mixed share', value: '51', unit: '%' },
      ]}
    />
    <CopyField label="API key" value="cm_test_4fK9wZ2mQx7RtB1vLs8YdN3h" />
    <CodeBlock
      label="Embed it"
      samples={[
        { name: 'JavaScript', language: 'js', code: "import { createFrame } from '@cloudmeet/sdk';" },
        { name: 'HTML', language: 'html', code: '<cloudmeet-room url="…"></cloudmeet-room>' },
      ]}
    />
  </Sheet>
);

const at = (minutes: number) => Date.UTC(2026, 10, 20, 10, minutes);
const stay = (id: string, from: number, to: number, leaveReason = 'left') => ({
  ...{ participantId: id, fromMs: at(from), toMs: at(to), leaveReason },
});
const record: FlightRecord = {
  fromMs: at(0),
  toMs: at(62),
  topologies: [
    { fromMs: at(0), toMs: at(14), topology: 'p2p' },
    { fromMs: at(14), toMs: at(53), topology: 'mixed', reason: 'publishers' },
    { fromMs: at(53), toMs: at(62), topology: 'p2p', reason: 'publishers' },
  ],
  people: [
    { id: 'a', userId: 'a', name: 'Sofia Lindqvist', role: 'host', entries: [], stays: [stay('a', 0, 62)] },
    {
      ...{ id: 'b', userId: 'b', name: 'Amara Okafor', role: 'attendee', entries: [] },
      stays: [stay('b', 3, 20, 'connection-lost'), stay('c', 22, 58)],
    },
    {
      id: 'd',
      userId: 'd',
      name: 'Jonas Weber',
      role: 'moderator',
      entries: [],
      stays: [stay('d', 1, 40, 'removed')],
    },
  ],
};

export const FlightRecorder = () => (
  <Sheet>
    <Recorder record={record} chosenId="b" isLive={false} />
  </Sheet>
);

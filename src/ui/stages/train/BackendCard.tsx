import { useEffect } from 'react';
import {
  BACKEND_NAMES,
  type BackendReport,
  type BackendState,
  preferBackend,
  prepareBackend,
  testBackendsAgain,
  useBackend,
} from '../../../store/backend.ts';
import { notifyError } from '../../../store/notices.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { testedWords } from './backendWords.ts';

const COLUMNS: Column<BackendReport>[] = [
  { id: 'id', header: 'Backend', cell: ({ id }) => BACKEND_NAMES[id] },
  {
    id: 'step',
    header: 'Test step',
    align: 'end',
    cell: ({ stepMs }) => (stepMs === null ? '–' : `${stepMs.toFixed(0)} ms`),
  },
  { id: 'verdict', header: 'What was found', cell: ({ note }) => note },
];

/** Which engine does the sums, and why. */
export function BackendCard({ disabled }: { disabled: boolean }) {
  const { preference, choice, reports, probing, testedAt } = useBackend();

  useEffect(() => {
    prepareBackend().catch(notifyError);
  }, []);

  return (
    <Card
      title={titleOf(choice, probing)}
      hint={hintOf(choice, probing, testedAt)}
      actions={
        choice && (
          // The element stays while it is busy, and with it the keyboard's focus.
          <Button busy={probing} unavailable={disabled} onClick={testBackendsAgain}>
            {probing ? 'Testing' : 'Test again'}
          </Button>
        )
      }
    >
      {/* Open while it is tested: a field that closes under the keyboard's focus drops it. The last choice counts. */}
      <Settings disabled={disabled}>
        <SelectField
          label="Backend"
          value={preference}
          onChange={preferBackend}
          options={[
            { value: 'auto', label: 'Fastest that is right' },
            ...(Object.keys(BACKEND_NAMES) as BackendReport['id'][]).map((id) => ({
              value: id,
              label: BACKEND_NAMES[id],
            })),
          ]}
          help="Leave it to the measurement unless you want to compare."
        />
      </Settings>
      {choice && !probing && preference !== 'auto' && choice.chosen !== preference && (
        <Notice
          kind="warning"
          title={`${BACKEND_NAMES[preference]} cannot be used here, so ${BACKEND_NAMES[choice.chosen]} is.`}
          remedy="The table says what was found."
        />
      )}
      {reports.length > 0 && (
        <DataTable caption="Backends tried" columns={COLUMNS} rows={reports} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}

function titleOf(choice: BackendState['choice'], probing: boolean): string {
  if (probing) return 'Finding the fastest backend';
  return choice ? `${BACKEND_NAMES[choice.chosen]} does the sums` : 'The backend is chosen when you train';
}

function hintOf(choice: BackendState['choice'], probing: boolean, testedAt: string | null): string {
  const how = 'Each is tried for right answers first, then for speed';
  return choice && !probing ? `${how}. ${testedWords(testedAt, Date.now())}.` : how;
}

import type { ReactNode } from 'react';
import { goTo, type StageId } from '../../store/navigation.ts';
import { addDemoCorpus } from '../../store/reading.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';

export interface EmptyStageProps {
  title: string;
  children: ReactNode;
  /** Where what is missing comes from. */
  from: StageId;
  action: string;
  /** Offers the demo corpus too. */
  demo?: boolean;
}

/** A stage that waits for another: what for, and the way there. */
export function EmptyStage({ title, children, from, action, demo = false }: EmptyStageProps) {
  return (
    <Card>
      <EmptyState
        title={title}
        actions={
          <>
            <Button variant="primary" onClick={() => goTo(from)}>
              {action}
            </Button>
            {demo && (
              <Button
                onClick={() => {
                  goTo('data');
                  void addDemoCorpus();
                }}
              >
                Use the synthetic demo corpus
              </Button>
            )}
          </>
        }
      >
        {children}
      </EmptyState>
    </Card>
  );
}

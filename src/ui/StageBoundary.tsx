import { Component, type ReactNode } from 'react';
import { Button } from './components/Button.tsx';
import { Notice } from './components/Notice.tsx';

/** Keeps a fault in one stage from taking the page, and a run under way, with it. */
export class StageBoundary extends Component<{ children: ReactNode }, { fault: Error | null }> {
  override state: { fault: Error | null } = { fault: null };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <Notice
        kind="error"
        title={`This stage could not be shown (${fault.message}).`}
        remedy="Your clips and model are still here. Try again, or choose another stage."
        actions={<Button onClick={() => this.setState({ fault: null })}>Try again</Button>}
      />
    );
  }
}

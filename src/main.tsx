import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { isDemoAddress, runDemo } from './store/demo.ts';
import { restoreDataset } from './store/restoring.ts';
import { App } from './ui/App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root element.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

if (isDemoAddress(location.href)) void runDemo();
else void restoreDataset();

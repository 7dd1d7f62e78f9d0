import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { restoreDataset } from './store/dataset.ts';
import { isDemoAddress, runDemo } from './store/demo.ts';
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

import type { ReactNode } from 'react';

/** Line icons on a 24 px grid, drawn in the text's colour. They are decoration: words beside them carry the meaning. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const drawn = (children: ReactNode) => () => <Icon>{children}</Icon>;

// The six stages.
export const DataIcon = drawn(
  <>
    <ellipse cx="12" cy="5.5" rx="7.5" ry="3" />
    <path d="M4.5 5.5v13c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-13" />
    <path d="M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3" />
  </>,
);
export const ExploreIcon = drawn(<path d="M3 10v4M7.5 6v12M12 3v18M16.5 8v8M21 10.5v3" />);
export const TrainIcon = drawn(
  <>
    <path d="M3.5 3.5v17h17" />
    <path d="M7 8c2 6 4 8.5 13 9" />
  </>,
);
export const EvaluateIcon = drawn(
  <>
    <rect x="3.5" y="3.5" width="17" height="17" rx="3" />
    <path d="M3.5 12h17M12 3.5v17" />
    <path d="m6 8 1.2 1.2L9.8 6.5M14.5 16.3l1.2 1.2 2.6-2.7" />
  </>,
);
export const LiveIcon = drawn(
  <>
    <rect x="9" y="2.5" width="6" height="11.5" rx="3" />
    <path d="M5 11a7 7 0 0 0 14 0M12 18v3.5M8.5 21.5h7" />
  </>,
);
export const ExportIcon = drawn(
  <path d="M12 3v12m0 0-4.5-4.5M12 15l4.5-4.5M4 17v2.5A1.5 1.5 0 0 0 5.5 21h13a1.5 1.5 0 0 0 1.5-1.5V17" />,
);

// Status and actions.
export const InfoIcon = drawn(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.5v.01" />
  </>,
);
export const CheckIcon = drawn(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.2 2.8 2.8L16 9.5" />
  </>,
);
export const WarningIcon = drawn(
  <path d="M10.3 4 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0ZM12 9v4.5M12 17v.01" />,
);
export const CloseIcon = drawn(<path d="m6 6 12 12M18 6 6 18" />);
export const FileIcon = drawn(
  <path d="M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5L13.5 3Zm0 0v5.5H19" />,
);
export const FolderIcon = drawn(
  <path d="M3 6.5A1.5 1.5 0 0 1 4.5 5h4.7l2.3 2.5h8A1.5 1.5 0 0 1 21 9v9.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5v-12Z" />,
);
export const DropIcon = drawn(
  <path d="M12 15.5V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v3.5A2.5 2.5 0 0 0 6.5 21h11a2.5 2.5 0 0 0 2.5-2.5V15" />,
);
export const PlayIcon = drawn(
  <path
    d="M7 4.8v14.4a.8.8 0 0 0 1.2.700l11.3-7.2a.8.8 0 0 0 0-1.4L8.2 4.1A.8.8 0 0 0 7 4.8Z"
    fill="currentColor"
  />,
);
export const StopIcon = drawn(<rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" />);
export const SunIcon = drawn(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const MoonIcon = drawn(<path d="M20.5 14.5A8.5 8.5 0 1 1 9.5 3.5a7 7 0 0 0 11 11Z" />);
export const SystemThemeIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5a8.5 8.5 0 0 1 0 17Z" fill="currentColor" />
  </>,
);

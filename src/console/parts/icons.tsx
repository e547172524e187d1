import type { ReactNode } from 'react'

/** Drawn here, on a grid of 20, so that nothing is fetched for them. Always beside a word. */
const drawings = {
  today: <path d="M3 10a7 7 0 0 1 14 0M10 10l3.5-3.5M3 13.5h14M6 16.5h8" />,
  exceptions: <path d="M10 2.5 17.5 10 10 17.5 2.5 10zM10 6.5v4.2M10 13.1v.2" />,
  approvals: <path d="M3 16.5h14M5 13l1.2-3.4L13 2.8l2.4 2.4-6.8 6.8zM12 6.5" />,
  messages: <path d="M3 4.5h14M3 10h14M3 15.5h9" />,
  orders: <path d="M4 3h12v14H4zM7 7h6M7 10h6M7 13h3" />,
  breakdowns: <path d="M11 2.5 4.5 11H9l-1 6.5L15.5 8.5H11z" />,
  schedule: <path d="M3 5h8v3H3zM7 9.5h7v3H7zM10 14h7v3h-7zM3 3v14" />,
  windows: <path d="M3 5h14v11H3zM3 8.5h14M6.5 3v3M13.5 3v3M6 12h5" />,
  workOrders: <path d="M5 4h10v13H5zM8 2.8h4V5.5H8zM7.5 9.5l1.2 1.2 2.2-2.4M7.5 14h5" />,
  parts: <path d="M10 2.8 16.2 6.4v7.2L10 17.2l-6.2-3.6V6.4zM10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z" />,
  plantDay: <path d="M3 5h14v12H3zM3 8.5h14M6.5 3v3M13.5 3v3M6 14.5v-3M10 14.5V11M14 14.5v-2" />,
  losses: <path d="M3 4v12.5h14M5.5 6l4 4 3-2 4 5.5M16.5 10v3.5H13" />,
  machines: <path d="M3 16.5h14M5 16.5v-9h10v9M8 4h4v3.5H8zM8 11.5h1l1-2 1 4 1-2h1" />,
  assets: <path d="M3 17V9l4.5 3V9l4.5 3V3.5h3.5V17zM6 14.5h1.5M10.5 14.5H12" />,
  why: <path d="M3 16.5h14M4.5 16.5v-5h3v5M8.5 11.5v-4h3v4M12.5 7.5v-4h3v13" />,
  fieldTables: (
    <path d="M3 4.5h5v11H3zM12 4.5h5v11h-5zM8 7.5h4M8 12.5h4M10.5 6l1.5 1.5L10.5 9M10.5 11l1.5 1.5-1.5 1.5" />
  ),
  alerts: <path d="M4.5 14.5h11M6 14.5V9a4 4 0 0 1 8 0v5.5M10 5V3M8.5 17.3h3" />,
  rules: <path d="M10 3v14M5 17h10M3.5 6h13M3.5 6l-1.8 5h3.6zM16.5 6l-1.8 5h3.6z" />,
  replays: <path d="M15.6 7A6.2 6.2 0 1 0 16.2 11M16 3.5V7h-3.5M8.3 7.4v5.2l4-2.6z" />,
  access: <path d="M6.5 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 10h7.5v3.5M14 10v2.5" />,
  retention: <path d="M3 4h14v4H3zM4.5 8v8.5h11V8M8 11h4" />,
  more: <path d="M4 4.5h4v4H4zM12 4.5h4v4h-4zM4 12.5h4v4H4zM12 12.5h4v4h-4z" />,
  undo: <path d="M7 4 3.5 7.5 7 11M3.5 7.5H12a4.2 4.2 0 0 1 0 8.5H8" />,
  search: <path d="M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6zM13 13l4.2 4.2" />,
  person: <path d="M10 9.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 17c.6-3.4 3-5 6.2-5s5.6 1.6 6.2 5" />,
  out: <path d="M8 4H4v12h4M12 6.5 15.5 10 12 13.5M15 10H8" />,
  link: <path d="M8 4.5H4.5v11h11V12M11 4h5v5M15.5 4.5 9 11" />,
  right: <path d="m8 5 5 5-5 5" />,
  left: <path d="m12 5-5 5 5 5" />,
  copy: <path d="M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  light: (
    <path d="M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.5 1.5M14.2 14.2l1.5 1.5M4.3 15.7l1.5-1.5M14.2 5.8l1.5-1.5" />
  ),
  keyboard: <path d="M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.5h7" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="square"
    aria-hidden="true"
    focusable="false"
  >
    {drawings[name]}
  </svg>
)

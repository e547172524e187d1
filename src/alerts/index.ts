/** The door of alerts: what is wrong, told to whoever can do something about it. */
export { type AlertBook, alertBook, type AlertListRow } from './book.ts'
export { noticeDesk } from './desk.ts'
export { startAlerts } from './start.ts'

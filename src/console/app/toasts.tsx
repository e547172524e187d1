import { Notifications } from '@mantine/notifications'
import '@mantine/core/styles/Notification.css'
import '@mantine/notifications/styles.css'

/** Where what was done is said: above the thumb on a phone, in the corner of a desk. */
export const Toasts = () => <Notifications position="bottom-right" containerWidth={420} limit={3} autoClose={8_000} />

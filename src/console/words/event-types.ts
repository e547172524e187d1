declare const EVENT_TYPES: Readonly<Record<string, string>>

/** The events the hub takes, for the filter: put in by the build from the model's catalogue, which itself stays outside. */
export const eventTypes = EVENT_TYPES

/** What a conversion needs to know beside the value. */
export interface Reading {
	/** n8n's time zone of the workflow. */
	timezone: string;
	/** Collects what must never stand in a message. */
	secrets: Set<string>;
}

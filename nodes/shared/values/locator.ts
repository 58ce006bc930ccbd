import { isRecord } from './isRecord';

/** What n8n keeps of a choice in a locator. */
export interface Locator {
	mode?: unknown;
	value?: unknown;
	/** What the list called it; absent where it was typed. */
	cachedResultName?: unknown;
}

/** The locator that a value is; undefined for a plain value, such as that of an expression. */
export const locatorOf = (value: unknown): Locator | undefined =>
	isRecord(value) && ('value' in value || 'mode' in value) ? value : undefined;

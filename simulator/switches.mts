import { eventChoices, eventSwitches, type EventSwitches } from './events/switches.mts';
import { checkEntry, isPattern, type Parts } from './parts.mts';

/** One answer to be spoilt on purpose; see `failures` in the README. */
export interface Failure {
	/** A regular expression, tested against the path below /api, such as `^/tenants$`. */
	path: string;
	method?: string;
	status: number;
	/** How many matching requests it spoils. */
	times: number;
	code?: string;
	message?: string;
	/** Answer an HTML page, as a proxy in front of the PBX would. */
	html?: boolean;
	headers?: Record<string, string>;
	/** Value of the header Retry-After: seconds, or an HTTP date. */
	retryAfter?: number | string;
	/** Close the connection without an answer. */
	dropConnection?: boolean;
	/** Break the answer off in the middle of its body. */
	truncate?: boolean;
	/** Carry the operation out before spoiling its answer. */
	afterExecution?: boolean;
}

/** The behaviour of the simulator that can be changed at any time. */
export interface Switches extends EventSwitches {
	tokenLifetimeSeconds: number;
	twoFactor: boolean;
	forcePasswordReset: boolean;
	latencyMs: number;
	/** 0 switches the limit off. */
	rateLimitPerMinute: number;
	/** Length of the window in which requests are counted; 60 on a real PBX. */
	rateLimitWindowSeconds: number;
	rateLimitAnswer: '429-retry-after' | '429' | '503';
	/** 0 switches the blocking off. */
	signInAttempts: number;
	signInBlockSeconds: number;
	tenantDeletionMs: number;
	legacyLoginOnly: boolean;
	expiredTokenStatus: number;
	duplicateCode: string;
	duplicateStatus: number;
	limitCode: string;
	limitStatus: number;
	overlapCode: string;
	overlapStatus: number;
	checkPoolOfTrunk: boolean;
	switchSurvivesRefresh: boolean;
	secondLoginEndsFirst: boolean;
	/** What an update does with fields that are left out: beside those that are sent … */
	updateTop: 'merge' | 'reset';
	/** … and in objects that are sent. */
	updateNested: 'merge' | 'reset';
	/** A regular expression for the paths of lists that ignore `filter`; empty for none. */
	filterIgnoredBy: string;
	/** The same for `orderby`. */
	orderIgnoredBy: string;
	eqMindsCapitals: boolean;
	failures: Failure[];
}

/** The values a simulator starts with. */
export function defaultSwitches(): Switches {
	return {
		tokenLifetimeSeconds: 1800,
		twoFactor: false,
		forcePasswordReset: false,
		latencyMs: 0,
		rateLimitPerMinute: 0,
		rateLimitWindowSeconds: 60,
		rateLimitAnswer: '429-retry-after',
		signInAttempts: 5,
		signInBlockSeconds: 3600,
		tenantDeletionMs: 300,
		legacyLoginOnly: false,
		expiredTokenStatus: 401,
		duplicateCode: 'RESOURCE_EXISTS',
		duplicateStatus: 409,
		limitCode: 'LIMIT_EXCEEDED',
		limitStatus: 400,
		overlapCode: 'DID_POOL_OVERLAP',
		overlapStatus: 400,
		checkPoolOfTrunk: false,
		switchSurvivesRefresh: true,
		secondLoginEndsFirst: false,
		updateTop: 'merge',
		updateNested: 'merge',
		filterIgnoredBy: '',
		orderIgnoredBy: '',
		eqMindsCapitals: true,
		failures: [],
		...eventSwitches(),
	};
}

const choices: Record<string, string[]> = {
	rateLimitAnswer: ['429-retry-after', '429', '503'],
	updateTop: ['merge', 'reset'],
	updateNested: ['merge', 'reset'],
	...eventChoices,
};
const failureParts: Parts = {
	path: ['string'],
	method: ['string'],
	status: ['number'],
	times: ['number'],
	code: ['string'],
	message: ['string'],
	html: ['boolean'],
	headers: ['object'],
	retryAfter: ['number', 'string'],
	dropConnection: ['boolean'],
	truncate: ['boolean'],
	afterExecution: ['boolean'],
};

function checkFailure(value: unknown): string | undefined {
	return checkEntry('failure', value, failureParts, ['path', 'status', 'times']);
}

/**
 * Checks new values of switches.
 * @returns a message about the first wrong name or value, or undefined if all are right
 */
export function checkSwitches(values: Record<string, unknown>): string | undefined {
	const known = defaultSwitches() as unknown as Record<string, unknown>;
	for (const [name, value] of Object.entries(values)) {
		if (!Object.hasOwn(known, name)) return `There is no switch "${name}"`;
		if (name === 'failures') {
			if (!Array.isArray(value)) return '"failures" must be an array';
			const problem = value.map(checkFailure).find(Boolean);
			if (problem) return `"failures": ${problem}`;
			continue;
		}
		const type = typeof known[name];
		if (typeof value !== type) return `"${name}" must be a ${type}`;
		if (type === 'number' && !(Number.isFinite(value) && (value as number) >= 0)) {
			return `"${name}" must be 0 or more`;
		}
		if (/Status$/.test(name) && !(Number(value) >= 400 && Number(value) <= 599)) {
			return `"${name}" must be an HTTP status from 400 to 599`;
		}
		if (Object.hasOwn(choices, name) && !choices[name].includes(value as string)) {
			return `"${name}" must be one of ${choices[name].join(', ')}`;
		}
		if (/IgnoredBy$/.test(name) && !isPattern(value as string)) {
			return `"${name}" must be a regular expression`;
		}
		if (/Share$/.test(name) && Number(value) > 1) return `"${name}" must be at most 1`;
	}
	return undefined;
}

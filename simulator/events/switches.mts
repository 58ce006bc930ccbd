/** What the documents leave open about events, and what goes wrong with them on purpose. */
export interface EventSwitches {
	/** `older`: as before 22.6 and on older pages; `mixed`: newer, but `call_cdr` with short words. */
	eventWords: 'newer' | 'older' | 'mixed';
	/** The published tables and the published samples spell some keys and values differently. */
	eventSpelling: 'samples' | 'tables';
	targetEventNames: 'cdr_target' | 'target';
	eventNumbers: 'bare' | 'uri';
	/** Factor on the waits between the attempts of a delivery, to make tests short. */
	webhookTimeScale: number;
	webhookTimeoutMs: number;
	webhookAuthHeader: string;
	/** Whether a challenge is answered at once, or only by the next attempt. */
	webhookDigestAtOnce: boolean;
	webhookCheckCertificate: boolean;
	webhookUuid: 'none' | 'header' | 'body';
	webhookUuidName: string;
	/** Share of the events that are delivered twice, from 0 to 1. */
	webhookDoubledShare: number;
	/** Each delivery waits a while of up to this length, so that they overtake each other. */
	webhookShuffleMs: number;
	/** Failed attempts in succession that switch a webhook off; 0 never does. */
	webhookOffAfter: number;
	/** Whether a webhook that was switched off shows `enabled` false. */
	webhookOffShown: boolean;
	webhookQueueEvents: boolean;
	socketFault: 'none' | 'dead' | 'drop-connect' | 'drop-auth' | 'drop-subscribe';
	socketAcknowledges: boolean;
	/** Topics, with commas between them, that are refused whoever asks. */
	socketRefusedTopics: string;
	socketRefusal: 'error' | 'silence' | 'close';
	/** What a subscription without numbers or tenants means. */
	socketEmptySelector: 'none' | 'all';
	socketSnapshots: boolean;
	socketTargetEvents: boolean;
	socketSystemTopics: 'all' | 'extension-management';
	socketLoginCounts: boolean;
}

/** The values a simulator starts with. */
export function eventSwitches(): EventSwitches {
	return {
		eventWords: 'newer',
		eventSpelling: 'samples',
		targetEventNames: 'cdr_target',
		eventNumbers: 'bare',
		webhookTimeScale: 1,
		webhookTimeoutMs: 10_000,
		webhookAuthHeader: 'authorization',
		webhookDigestAtOnce: true,
		webhookCheckCertificate: true,
		webhookUuid: 'none',
		webhookUuidName: 'uuid',
		webhookDoubledShare: 0,
		webhookShuffleMs: 0,
		webhookOffAfter: 0,
		webhookOffShown: true,
		webhookQueueEvents: true,
		socketFault: 'none',
		socketAcknowledges: false,
		socketRefusedTopics: '',
		socketRefusal: 'error',
		socketEmptySelector: 'none',
		socketSnapshots: true,
		socketTargetEvents: false,
		socketSystemTopics: 'all',
		socketLoginCounts: true,
	};
}

/** The values of the switches that have a choice. */
export const eventChoices: Record<string, string[]> = {
	eventWords: ['newer', 'older', 'mixed'],
	eventSpelling: ['samples', 'tables'],
	targetEventNames: ['cdr_target', 'target'],
	eventNumbers: ['bare', 'uri'],
	webhookUuid: ['none', 'header', 'body'],
	socketFault: ['none', 'dead', 'drop-connect', 'drop-auth', 'drop-subscribe'],
	socketRefusal: ['error', 'silence', 'close'],
	socketEmptySelector: ['none', 'all'],
	socketSystemTopics: ['all', 'extension-management'],
};

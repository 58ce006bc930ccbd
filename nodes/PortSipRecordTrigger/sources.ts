import type { IDataObject } from 'n8n-workflow';
import { findOperation } from '../shared/api';
import type { Parameters } from './parameters';

/** A list in which records appear: what is new in it starts the workflow (events.json, pollSources). */
export interface RecordSource {
	/** Resource of the action nodes that shows the same records. */
	resource: string;
	/** Its operation. */
	operation?: string;
	/** The field that says when; of a call the end, since its record appears only then. */
	time: string;
	/** What its records are called in messages. */
	noun: string;
	/** Whether a record is wanted. */
	wants?(record: Readonly<IDataObject>, parameters: Parameters, account: string): boolean;
}

/** A list of changes behind a token, for the user that is signed in (events.json, pollSources). */
export interface ChangeSource {
	/** Path under which the PBX tells where somebody has come to. */
	list: string;
	noun: string;
}

const isAny = (wanted: readonly string[], value: unknown): boolean =>
	!wanted.length || wanted.some((each) => each.toLowerCase() === String(value).toLowerCase());

export const RECORDS: Readonly<Record<string, RecordSource>> = {
	adminChange: {
		resource: 'auditLog',
		time: 'created_at',
		noun: 'administrative change',
		wants: (record, { objects, actions, leaveOutOwn }, account) =>
			isAny(objects, record.object_type) &&
			isAny(actions, record.action) &&
			!(leaveOutOwn && String(record.user_name).toLowerCase() === account.toLowerCase()),
	},
	callRecord: { resource: 'cdr', time: 'ended_at', noun: 'call record' },
	extension: { resource: 'extension', time: 'created_at', noun: 'extension' },
	message: {
		resource: 'externalMessage',
		time: 'created_at',
		noun: 'message',
		wants: (record, { messageDirection }) =>
			messageDirection === 'both' || String(record.direction).toUpperCase() === messageDirection,
	},
	recording: { resource: 'recording', time: 'ended_at', noun: 'recording' },
	report: { resource: 'callReportResult', time: 'completed_at', noun: 'finished report' },
	systemEvent: {
		resource: 'eventLog',
		time: 'created_at',
		noun: 'system event',
		wants: (record, { levels }) => isAny(levels, record.level),
	},
	tenant: { resource: 'tenant', time: 'created_at', noun: 'tenant' },
	voicemail: { resource: 'sharedVoicemailMessage', time: 'created_at', noun: 'voicemail' },
};

export const CHANGES: Readonly<Record<string, ChangeSource>> = {
	contactChanged: { list: '/user/business_contacts/sync_tokens', noun: 'contact' },
	extensionChanged: { list: '/user/extension_contacts/sync_tokens', noun: 'extension' },
};

/** The row of the list of a source. */
export function rowOf({ resource, operation = 'getMany' }: RecordSource) {
	const row = findOperation(resource, operation);
	if (!row) throw new Error(`There is no row ${resource}.${operation}`);
	return row;
}

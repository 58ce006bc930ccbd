import type { IPollFunctions } from 'n8n-workflow';
import type { Field } from '../shared/api/types';
import { SIMPLIFY } from '../shared/parameters/standard';
import { readerOf, tenantIn } from '../shared/trigger/reader';
import { InputRefused } from '../shared/values/inputRefused';
import type { Lookup } from '../shared/values/lookup';
import { CHANGES, RECORDS } from './sources';

/** What the node was set to, checked. */
export interface Parameters {
	event: string;
	/** What names the tenant; undefined for that of the account. */
	tenant: string | Lookup | undefined;
	/** What names the shared voicemail box. */
	box: string | Lookup | undefined;
	simple: boolean;
	download: boolean;
	messageDirection: string;
	objects: readonly string[];
	actions: readonly string[];
	leaveOutOwn: boolean;
	levels: readonly string[];
	/** Minutes by which a record may be written later than its time says. */
	overlap: number;
	/** Records that start the workflow at a time. */
	most: number;
}

const EVENT: Field = { name: 'event', type: 'text', title: 'Trigger On' };

const BOX: Field = {
	name: 'box',
	type: 'reference',
	ref: 'sharedVoicemail',
	title: 'Shared Voicemail',
};

const OPTIONS: readonly Field[] = [
	{ name: 'actions', type: 'texts', title: 'Actions' },
	{ name: 'download', type: 'boolean', title: 'Download Recording' },
	{ name: 'leaveOutOwn', type: 'boolean', title: 'Leave Out Changes by This Account' },
	{ name: 'levels', type: 'texts', title: 'Levels' },
	{ name: 'messageDirection', type: 'text', title: 'Message Direction' },
	{ name: 'most', type: 'integer', title: 'Most at a Time', min: 1, max: 5000 },
	{ name: 'objects', type: 'texts', title: 'Objects' },
	{ name: 'overlap', type: 'integer', title: 'Overlap (Minutes)', min: 0, max: 1440 },
];

/**
 * Reads the parameters of the node.
 *
 * @throws InputRefused naming the field
 */
export function parametersOf(context: IPollFunctions): Parameters {
	const reader = readerOf(context);
	const event = String(reader.top(EVENT, 'deciding') ?? '');
	if (!Object.hasOwn(RECORDS, event) && !Object.hasOwn(CHANGES, event)) {
		throw new InputRefused(
			`"Trigger On" is "${event}", which is none of the choices`,
			'Choose what shall start the workflow.',
		);
	}
	const box = reader.top(BOX, 'deciding') as string | Lookup | undefined;
	if (event === 'voicemail' && box === undefined) {
		throw new InputRefused(
			'"Shared Voicemail" is empty, and the PBX lists voicemails for each box only',
			'Choose the box.',
		);
	}
	const options = reader.within('options', OPTIONS);
	const texts = (name: string) => (options[name] ?? []) as string[];
	return {
		event,
		box,
		tenant: tenantIn(reader),
		simple: reader.top(SIMPLIFY, 'deciding') !== false,
		download: options.download === true,
		messageDirection: String(options.messageDirection ?? 'IN'),
		objects: texts('objects'),
		actions: texts('actions'),
		leaveOutOwn: options.leaveOutOwn === true,
		levels: texts('levels'),
		overlap: Number(options.overlap ?? 10),
		most: Number(options.most ?? 500),
	};
}

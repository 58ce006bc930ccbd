import { invalid } from '../errors.mts';
import type { Pbx } from '../pbx.mts';
import type { ContractField, Rec } from '../types.mts';
import { playCall } from './calls.mts';
import { setExtension } from './extensions.mts';
import { tenantTopics } from './facts.mts';
import { addRecord } from './records.mts';
import { checked, tenantOf } from './requests.mts';

const eventFields: ContractField[] = [
	{ name: 'topic', type: 'string', required: true, enum: tenantTopics },
	{ name: 'tenant', type: 'string' },
	{ name: 'extension', type: 'string' },
	{ name: 'queue', type: 'string' },
	{ name: 'body', type: 'object', required: true },
];

const socketFields: ContractField[] = [
	{ name: 'do', type: 'string', required: true, enum: ['freeze', 'drop', 'close', 'send'] },
	{ name: 'code', type: 'integer', min: 1000, max: 4999, default: 1001 },
	{ name: 'reason', type: 'string', default: '' },
	{ name: 'text', type: 'string', default: '{' },
];

/** Sends any event, also one the contract does not know. */
function sendEvent(pbx: Pbx, request: Rec): void {
	const { topic, tenant, extension, queue, body } = checked('events', eventFields, request);
	pbx.events.publish({
		topic: String(topic),
		tenantId: String(tenantOf(pbx, tenant).id),
		...(extension !== undefined && { extension: String(extension) }),
		...(queue !== undefined && { queue: String(queue) }),
		body: body as Rec,
	});
}

/** Does something to every socket that is open. */
function disturb(pbx: Pbx, request: Rec): void {
	const { do: what, code, reason, text } = checked('sockets', socketFields, request);
	const { sockets } = pbx.events;
	if (what === 'freeze') sockets.freeze();
	else if (what === 'drop') sockets.drop();
	else if (what === 'send') sockets.send(String(text));
	else if (code === 1004 || code === 1005 || code === 1006) throw invalid('code', 'is reserved');
	else sockets.close(Number(code), String(reason));
}

/** What happens on a PBX without a call of its API; the README describes each request. */
export interface Stage {
	playCall(request: Rec): Rec;
	setExtension(request: Rec): Rec;
	addRecord(request: Rec): Rec;
	sendEvent(request: Rec): void;
	disturbSockets(request: Rec): void;
}

/** Makes the stage of a simulated PBX. */
export function stageOf(pbx: Pbx): Stage {
	return {
		playCall: (request) => playCall(pbx, request),
		setExtension: (request) => setExtension(pbx, request),
		addRecord: (request) => addRecord(pbx, request),
		sendEvent: (request) => sendEvent(pbx, request),
		disturbSockets: (request) => disturb(pbx, request),
	};
}

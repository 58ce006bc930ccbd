import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { CLOCK } from '../../pbx/clock';
import { Connection } from '../../pbx/connection';
import { LiveConnection } from '../../pbx/live/connection';
import { Known } from '../../pbx/live/known';
import { TIMES, type LiveTimes } from '../../pbx/live/settings';
import type { OpenSocket, WebSocketLike } from '../../pbx/live/socket';
import { WAITED_FOR } from '../../pbx/settings';
import { hostOf } from '../shared/execution/host';
import { plainError } from '../shared/execution/plainError';
import { InputRefused } from '../shared/values/inputRefused';
import { connectionItem, itemsOf } from './items';
import { parametersOf } from './parameters';
import { subscriptionsOf } from './subscriptions';

/** The platform's own, which came with Node.js 22: n8n lets no package bring its own. */
declare const WebSocket: (new (address: string) => WebSocketLike) | undefined;

function platformSocket(): OpenSocket {
	if (typeof WebSocket === 'undefined') {
		throw new InputRefused(
			'This n8n runs on a Node.js without WebSocket, which came with version 22',
			'Run n8n on Node.js 22 or later, or use PortSIP PBX Trigger and PortSIP PBX Record Trigger.',
		);
	}
	return (address) => new WebSocket(address);
}

/**
 * Begins to listen, and goes on until the workflow is unpublished.
 *
 * @param times how long is waited for what; tests take less
 * @throws NodeApiError, NodeOperationError where it cannot begin
 */
export async function listen(
	context: ITriggerFunctions,
	times: LiveTimes = TIMES,
): Promise<ITriggerResponse> {
	const stopped = new AbortController();
	const { signal } = stopped;
	const begin = async () =>
		await begun(context, times, signal).catch((error: unknown) => {
			// Whoever stopped it while it began waits for no connection any more.
			if (!signal.aborted) throw plainError(context.getNode(), error, true);
		});
	const closeFunction = async () => {
		stopped.abort();
		await Promise.resolve();
	};
	// In a run by hand n8n takes items only after this has returned.
	if (context.getMode() === 'manual') return { closeFunction, manualTriggerFunction: begin };
	await begin();
	return { closeFunction };
}

async function begun(
	context: ITriggerFunctions,
	times: LiveTimes,
	stopped: AbortSignal,
): Promise<void> {
	const open = platformSocket();
	const parameters = parametersOf(context);
	const connection = await Connection.open(hostOf(context), WAITED_FOR);
	const { login } = connection;
	if (login.ignoreSslIssues) {
		throw new InputRefused(
			'Ignore SSL Issues is on in the credential, which has no effect on a live connection',
			'Give the PBX a certificate of a public authority, or name its own with NODE_EXTRA_CA_CERTS where n8n is started; then turn the switch off.',
		);
	}
	const known = new Known();
	const emit = (items: ReturnType<typeof itemsOf>) => {
		if (items.length) context.emit([items]);
	};
	const tellOf = (event: string, more: IDataObject) => {
		if (parameters.connection) emit([connectionItem(event, more)]);
	};
	const live = new LiveConnection(
		{
			login,
			open,
			clock: CLOCK,
			// Asked over HTTP first: what is wrong with address or account is told in words.
			subscriptions: async () => await subscriptionsOf(connection, parameters),
			onEvent: (body, news) => emit(itemsOf(body, news, known, parameters)),
			onLost: (why) => tellOf('connectionLost', { reason: why }),
			onRestored: (lost) => tellOf('connectionRestored', { lostSeconds: Math.round(lost / 1000) }),
			onFatal: (error) => {
				const told = plainError(context.getNode(), error, true);
				context.emitError(told instanceof Error ? told : new Error(String(told)));
			},
			tell: (text) => context.logger.warn(`${context.getNode().name}: ${text}`),
		},
		times,
	);
	stopped.addEventListener('abort', () => live.stop());
	if (stopped.aborted) live.stop();
	// n8n 2.41 gives up after fifteen seconds on what did not begin at its start.
	const patient = ['init', 'leadershipChange'].includes(context.getActivationMode());
	await live.start(patient).catch(async (error: unknown) => {
		live.stop();
		return await Promise.reject(error);
	});
}

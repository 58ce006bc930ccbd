import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { identityOf } from '../../pbx/events/identity';
import { readEvent } from '../../pbx/events/read';
import { itemsOf } from './items';
import { registrationIn } from './kept';
import { parametersOf, type Parameters } from './parameters';
import { isShown } from './secret';
import { isSeen } from './seen';

/** Bytes that an event may have; one of a thousand extensions has a quarter of a million. */
const LARGEST = 2_000_000;

/** Answers 200 and starts nothing: the PBX sends again whatever is answered otherwise. */
const NOTHING: IWebhookResponseData = {};

/** What an event that was delivered leads to. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const registration = registrationIn(context);
	const headers = context.getHeaderData();
	if (!registration || !isShown(registration.secret, headers)) {
		context.getResponseObject().writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
		return { noWebhookResponse: true };
	}
	const { text, body } = await bodyOf(context);
	const event = text.length > LARGEST ? undefined : readEvent(body);
	const parameters = event && parametersFor(context);
	if (!event || !parameters?.triggerOn.includes(event.name)) return NOTHING;
	const { id, key } = identityOf(text, body, headers);
	const items = itemsOf(event, id, parameters);
	if (!items.length || isSeen(`${placeOf(context)} ${key}`)) return NOTHING;
	return { workflowData: [items] };
}

/** The node, and whether it is tested: a test may see an event again. */
const placeOf = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');

/** n8n has parsed what calls itself JSON; the PBX may call it otherwise. */
async function bodyOf(context: IWebhookFunctions): Promise<{ text: Buffer; body: unknown }> {
	const request = context.getRequestObject();
	if (!request.rawBody) await request.readRawBody?.();
	const text = request.rawBody ?? Buffer.from(JSON.stringify(context.getBodyData() ?? {}));
	const parsed: unknown = context.getBodyData();
	return { text, body: isRead(parsed) ? parsed : readJson(text) };
}

const isRead = (body: unknown): boolean =>
	typeof body === 'object' && body !== null && Object.keys(body).length > 0;

function readJson(text: Buffer): unknown {
	if (text.length > LARGEST) return undefined;
	try {
		return JSON.parse(text.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** An expression may give something else than it did when the workflow was published. */
function parametersFor(context: IWebhookFunctions): Parameters | undefined {
	try {
		return parametersOf(context);
	} catch (error) {
		const { message } = error instanceof Error ? error : new Error(String(error));
		context.logger.error(`PortSIP PBX Trigger lets an event go: ${message}`);
		return undefined;
	}
}

import { CallFailed, mayRepeat } from '../failures';
import { throughGate } from '../sessions/gate';
import type { Login } from '../sessions/login';
import { SignInFailure } from '../sessions/signInFailure';
import { signInMessage, type Frame } from './frames';
import { LiveFailure } from './liveFailure';
import type { LiveSocket } from './socket';

/**
 * Waits until a socket is open, and signs in on it, through the gate of the account.
 *
 * @param answer milliseconds for the opening, and for the answer to the sign-in
 * @param mustGoOn throws where it was stopped meanwhile
 * @throws SignInFailure where the PBX says no, LiveFailure where it says nothing
 */
export async function signIn(
	socket: LiveSocket,
	login: Login,
	answer: number,
	mustGoOn: () => void,
): Promise<void> {
	if (!(await socket.opens(answer))) {
		mustGoOn();
		throw new LiveFailure({
			message: 'The PBX answers requests, but takes no live connection on /wsi',
			advice:
				'It came with PortSIP 22.0. A proxy in front of the PBX must let WebSocket through, and n8n must trust the certificate',
		});
	}
	mustGoOn();
	// Those who wait at the gate shall hear of a refusal, but not of what became of this socket.
	const isAnswered = await throughGate(login, async () => await isTaken(socket, login, answer));
	mustGoOn();
	if (isAnswered) return;
	throw new LiveFailure({
		message: 'The PBX did not answer the sign-in on /wsi',
		advice: 'Where a proxy stands in between, /wsi must lead to the PBX itself',
	});
}

/** @returns false where there was no answer */
async function isTaken(socket: LiveSocket, login: Login, answer: number): Promise<boolean> {
	socket.send(signInMessage(login));
	const reply = await socket.first(isSignIn, answer);
	if (reply?.kind !== 'refused') return reply !== undefined;
	throw new SignInFailure(
		{
			message: 'The PBX refused the sign-in on its socket',
			advice:
				'Check the credential; accounts with a second factor cannot use the socket. It is not tried again by itself: five refused sign-ins block the address of n8n for an hour',
		},
		'refused',
	);
}

const isSignIn = (frame: Frame): frame is Frame & { kind: 'signedIn' | 'refused' } =>
	frame.kind === 'signedIn' || (frame.kind === 'refused' && frame.command === 'auth');

/** The PBX said no to the account, on the socket or to the request before it. */
export const isRefusal = (error: unknown): boolean =>
	error instanceof SignInFailure
		? error.refused
		: error instanceof CallFailed &&
			error.failure.kind === 'signIn' &&
			error.failure.outlook === 'refused';

/** Whether it may go well later without anybody changing something. */
export const mayComeBack = (error: unknown): boolean =>
	error instanceof LiveFailure || (error instanceof CallFailed && mayRepeat(true, error.failure));

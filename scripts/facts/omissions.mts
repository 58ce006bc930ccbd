const LOGIN = 'the credential signs in and out';
const UPLOAD = 'a step of File > Upload';

/** Calls of the API that are no operation of their own, and why. */
export const OMISSIONS: Readonly<Record<string, string>> = {
	'POST /auth/sign_in': LOGIN,
	'POST /auth/sign_in/{provider}': 'leads to the sign-in page of another service, in a browser',
	'POST /auth/sign_out': LOGIN,
	'POST /auth/refresh_token': LOGIN,
	'POST /auth/send_otp': 'a second factor needs a person',
	'POST /auth/verify_otp': 'a second factor needs a person',
	'POST /auth/forget_password':
		'mails a link to a person; administrators set passwords by other calls',
	'POST /auth/reset_password': 'goes on from a link in a mail',
	'GET /login': 'the older sign-in, which the credential replaces',
	'POST /login': 'the older sign-in, which the credential replaces',
	'POST /login/by_microsoft': 'the older sign-in, which the credential replaces',
	'POST /login/oauth/token': LOGIN,
	'POST /login/oauth/revoke': LOGIN,
	'POST /logout': 'the older sign-in, which the credential replaces',
	'POST /blobs/uploads/{id}/append': UPLOAD,
	'POST /blobs/uploads/{id}/complete': UPLOAD,
	'POST /blobs/uploads/{id}/destroy': UPLOAD,
	'GET /blobs/uploads/{id}/status': UPLOAD,
	'GET /sessions/directly':
		'starts a call with the password of an extension in the address; use Call > Start',
	'GET /admin/google/destroy':
		'changes something although it is a GET; the POST of the same path is there',
	'GET /user/crm_contacts/sync_tokens/{token}/diff':
		'a slip of the log; the POST of the same path is there',
};

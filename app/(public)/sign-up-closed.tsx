/** Why there is no form here, and who can change that. */
export function SignUpClosed({ guest }: { guest: boolean }) {
  return (
    <>
      <h1 className="mt-8 mb-3 text-28">Sign-up is closed</h1>
      <p className="mb-4">
        This Almanac takes no new accounts. Ask the person who runs it: they can start it with <code>ALLOW_SIGNUP=open</code>.
      </p>
      <p>
        {guest ? (
          <a className="underline" href="/">
            Back to the demo data
          </a>
        ) : (
          <a className="underline" href="/sign-in">
            Sign in
          </a>
        )}
      </p>
    </>
  );
}

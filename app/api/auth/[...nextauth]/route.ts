import { handleAuth } from "@/app/_auth/auth-calls";
import { refused } from "@/app/api/_spec/refused";

export { handleAuth as GET, handleAuth as POST };

export const { PUT, PATCH, DELETE } = refused("GET", "POST");

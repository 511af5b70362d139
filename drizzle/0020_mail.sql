CREATE TABLE "app"."mail_subscriptions" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_subscriptions_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "mail_subscriptions_kind_check" CHECK (kind in ('weekly'))
);
--> statement-breakpoint
ALTER TABLE "app"."mail_subscriptions" ADD CONSTRAINT "mail_subscriptions_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
call app.protect('app.mail_subscriptions', 'select, insert, delete', 'select');

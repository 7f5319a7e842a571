package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/** That Meta has registered a number. How the number stands, the account shows when its numbers were listed again. */
record RegistrationAnswer(@JsonProperty("_links") Links links, Reference environment, String numberId, String number) {

    static RegistrationAnswer of(SenderAccount account, SenderNumber number) {
        return new RegistrationAnswer(
                Links.self(ApiPath.REGISTRATION.href(account.environmentId(), number.numberId())),
                Reference.to(account.environmentId()),
                number.numberId(),
                number.number());
    }
}

package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.PhoneNumber;

/** {@code POST /{phone}/register}. The PIN is compared, or set when the number has none. */
final class NumberRegistration implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        PhoneNumber number = call.target(PhoneNumber.class);
        if (!call.params().required("messaging_product").equals("whatsapp")) {
            throw GraphErrors.invalidParameter("messaging_product must be whatsapp");
        }
        String pin = call.params().required("pin");
        if (!pin.matches("[0-9]{6}")) {
            throw GraphErrors.invalidParameter("pin must be 6 digits");
        }
        String region = call.params().text("data_localization_region").orElse("");
        if (!PhoneNumber.REGIONS.contains(region) && !region.isEmpty()) {
            throw GraphErrors.invalidParameter("data_localization_region is not supported");
        }
        if (!number.countRegistration(call.world().now())) {
            throw GraphErrors.tooManyRegistrations();
        }
        if (number.text("code_verification_status").equals("NOT_VERIFIED")) {
            throw GraphErrors.numberNotVerified();
        }
        if (!number.register(pin, region)) {
            throw GraphErrors.wrongPin(call.world().behaves(Behaviour.WRONG_PIN_IS_CODE_131031) ? 131031 : 133005);
        }
        return GraphResponse.success();
    }
}

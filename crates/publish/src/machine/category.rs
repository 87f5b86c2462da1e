//! Which category of personal data of the vocabulary (DPV-PD, release 2.2) a data item is of.

use policy::rows::Data;

/// The term for `row`: by its shape, which says what the value is; by its class where the shape says nothing of that.
/// None where the vocabulary has no term for either (contents, business, children).
///
/// Source: <https://w3id.org/dpv/pd>, modules `core` and `extended` of release 2.2
pub(super) fn category(row: &Data) -> Option<&'static str> {
    let class = row.class.as_ref()?;
    row.shape.as_ref().and_then(|shape| of_shape(shape)).or_else(|| of_class(class))
}

fn of_shape(shape: &str) -> Option<&'static str> {
    Some(match shape {
        "email" => "pd:EmailAddress",
        "cn-mobile" | "landline" => "pd:TelephoneNumber",
        "address" => "pd:PhysicalAddress",
        "password" => "pd:Password",
        "name" => "pd:Name",
        "username" => "pd:Username",
        "ip" => "pd:IPAddress",
        "cn-id-card" | "id-card" => "pd:OfficialID",
        "passport" => "pd:Passport",
        "bank-card" => "pd:PaymentCardNumber",
        "position" => "pd:Location",
        // The vocabulary spells it so.
        "plate" => "pd:VehicalLicenseNumber",
        _ => return None,
    })
}

fn of_class(class: &str) -> Option<&'static str> {
    Some(match class {
        "identity" => "pd:Identifying",
        "contact" => "pd:Contact",
        "credential" => "pd:Authenticating",
        "device" => "pd:DeviceBased",
        "network" => "pd:Tracking",
        "log" => "pd:Behavioural",
        "whereabouts" | "location" => "pd:Location",
        "financial" => "pd:Financial",
        "health" | "medical" => "pd:MedicalHealth",
        "biometric" => "pd:Biometric",
        "genetic" => "pd:Genetic",
        "education" => "pd:Professional",
        "communication" => "pd:Communication",
        "characteristic" => "pd:Demographic",
        "criminal" => "pd:Criminal",
        "religion" => "pd:Religion",
        "ethnicity" => "pd:Ethnicity",
        "political" | "politics" => "pd:PoliticalOpinion",
        "union" => "pd:TradeUnionMembership",
        "sex-life" => "pd:Sexual",
        _ => return None,
    })
}
